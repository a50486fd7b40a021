import { z } from 'zod';

/** Options of every command that speaks to the queue. */
export const queueOptions = {
  queue: z
    .string()
    .regex(/^rediss?:\/\//, 'redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE], or rediss:// for TLS')
    .describe('address of Redis or Valkey; the variable REDIS_URL, where there is no flag'),
  name: z
    .string()
    .regex(/^[\w-]+$/, 'letters, digits, _ and -')
    .default('maskgate')
    .describe('of the queue; lists with names of their own do not meet'),
};

/** Takes the address from the environment, where other users of the machine do not see it. */
export function fromEnvironment(): Record<string, unknown> {
  const { REDIS_URL } = process.env;
  return REDIS_URL ? { queue: REDIS_URL } : {};
}

export interface QueueAddress {
  readonly queue: string;
  readonly name: string;
}
