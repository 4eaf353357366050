/** A real one-pixel JPEG. */
export const photo = {
  mimeType: 'image/jpeg',
  base64:
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
};

/** A voice note whose bytes the emulated model takes for its own transcript. */
export const voiceNote = (transcript: string) => ({
  mimeType: 'audio/ogg; codecs=opus',
  base64: Buffer.from(transcript).toString('base64'),
  voice: true,
});
