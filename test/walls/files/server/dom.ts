// types: Cannot find name 'document'
export const title = (): unknown => document;
