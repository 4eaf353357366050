/** Why a document could not be made searchable, by code, as its admin reads it: what is wrong and what to do about it. */
export const documentProblems = {
  object_missing: 'The uploaded file was not found in storage. Upload it again.',
  uri_not_allowed: 'The document’s address lies outside this tenant’s storage. Upload the file through the API instead.',
  address_not_allowed: 'The web address is not public, or not http or https. Use the address of a page that anyone can open.',
  too_large: 'The document is larger than allowed. Split it into smaller documents and upload those.',
  too_many_redirects: 'The web page redirects too often. Use the address that the browser shows in the end.',
  web_page_refused: 'The website refused to give us the page. Allow access to it without a login, or upload it as a file.',
  unreachable: 'The website could not be reached. Check the address and try again.',
  web_page_timed_out: 'The website took too long to answer. Try again later, or upload the page as a file.',
  format_not_supported:
    'This kind of file cannot be read. Save it as PDF, DOCX, XLSX, CSV, HTML, Markdown or plain text and upload it again.',
  encrypted: 'The document is protected by a password. Remove the protection and upload it again.',
  corrupt: 'The file is damaged or is not of the kind that its name says. Open it, save it anew and upload it again.',
  empty: 'No text was found in the document. Check that you uploaded the right file.',
  needs_ocr: 'The document consists of scanned images without text. Run text recognition (OCR) on it and upload it again.',
  too_many_pages: 'The document has more pages than allowed. Split it into smaller documents and upload those.',
  too_much_inside: 'The file unpacks to far more than its size says. Save it anew without large embedded content, or split it.',
  timed_out: 'Reading the document took too long. Split it into smaller documents, or save it in a simpler format.',
  out_of_memory: 'Reading the document took too much memory. Split it into smaller documents, or save it in a simpler format.',
  transcription_failed: 'No words could be read on the scanned pages. Check that the scan is sharp and upright, then upload it again.',
  embedding_failed: 'The text could not be prepared for search, because the model service failed repeatedly. Try again later.',
  search_import_failed: 'The managed search service did not accept the document. Try again later; if it fails again, contact support.',
  storage_unavailable: 'The storage of files does not answer at the moment. Nothing is lost: the document is tried again by itself.',
  model_unavailable: 'The model service does not answer at the moment. Nothing is lost: the document is tried again by itself.',
  quota_exceeded:
    'The quota for embeddings or for the model is used up. Nothing is lost: the document goes on by itself in the next period, or as soon as the limit is raised.',
  unexpected: 'Something unexpected went wrong. Try again; if it fails again, contact support with the document’s id.',
} as const;

export type DocumentProblem = keyof typeof documentProblems;
