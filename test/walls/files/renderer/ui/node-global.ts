// Typings of some packages bring Node's names into this project, so here the message matters as much as the types.
// types: Cannot find name 'process'
// lint: The renderer runs without Node.
export const home = (): unknown => process.env;
