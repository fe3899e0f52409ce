// types: Cannot find name 'process'
// lint: The renderer runs without Node.
export const home = (): unknown => process.env;
