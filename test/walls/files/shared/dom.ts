// types: Cannot find name 'document'
export const title = (): string => document.title;
