export * from './block-end-user.ts';
export * from './change-end-user.ts';
export * from './find-end-user.ts';
export * from './list-end-users.ts';
export * from './personal-tables.ts';
export * from './read-personal-rows.ts';
