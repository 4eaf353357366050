export { createObjectArchive, type ArchivedObject, type ObjectArchive } from './create-object-archive.ts';
export { createObjectStore, type ObjectStore, type StoredObject } from './create-object-store.ts';
export { ObjectNotFound, ObjectTooLarge, PermanentStorageError, TransientStorageError } from './errors.ts';
