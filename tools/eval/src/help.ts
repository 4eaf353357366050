/** What `npm run eval -- --help` prints. */
export const help = `npm run eval -- [questions.jsonl …] [options]

Measures retrieval from outside: uploads documents to a running platform, asks every question by hit test and prints, per language and
kind of question, how often and how high the right passage was found. Without questions it takes the golden set.

  --documents <folder>      what the questions are about; the folder "documents" beside the first questions file by default.
                            Its subfolders fr, en … each fill the knowledge base of that language; without them all files fill one
  --knowledge-base <id>     asks this one; its documents are there already, unless --documents is given too
  --api <url> --key <key>   a platform and a tenant's API key; without them a whole platform is started on this machine
  --k 5,10                  cutoffs of recall besides 1; the largest is the number of hits asked for
  --leg hybrid              or vector, or text
  --misses <n>              shows the n worst misses
  --json <file>             writes every question with its hits, and every row, as JSON lines
  --gate <levels.json>      exits 1 when a measure is below the level recorded there
  --write-levels <file>     records what was measured, less a small tolerance, as the levels of this leg and these languages
  --help                    this text

Exit codes: 0 measured, 1 a level was lost, 2 the evaluation could not be made.`;
