/** The command line, or what it names, is nothing to work on. */
export class WrongUse extends Error {}
