import { contracts } from '#contracts';

/** The room of loans under a name of its own: half of the console's pages ask it. */
export const { lending } = contracts;
