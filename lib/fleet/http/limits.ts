import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { FleetError } from '../fleet-error.ts';

const QUARTER_HOUR_SECONDS = 900;
/** Tries of one address in a quarter of an hour. */
const TRIES = 5;
/** Tries of all addresses together: passwords are guessed from many, too. */
const TRIES_OF_ALL = 100;

/** Counts tries that failed, for each network address and for all together. */
export class TryLimit {
  private readonly ofOne = new RateLimiterMemory({ points: TRIES, duration: QUARTER_HOUR_SECONDS });
  private readonly ofAll = new RateLimiterMemory({
    points: TRIES_OF_ALL,
    duration: QUARTER_HOUR_SECONDS,
  });

  /** Takes a try. @throws FleetError 429 where there were too many */
  async take(address: string): Promise<void> {
    try {
      await this.ofOne.consume(address);
      await this.ofAll.consume('');
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      const minutes = Math.ceil(reason.msBeforeNext / 60_000);
      throw new FleetError(
        429,
        'too-many-tries',
        `Too many tries: come back in ${minutes} minutes.`,
      );
    }
  }

  /** A try that succeeded does not count. */
  async giveBack(address: string): Promise<void> {
    await this.ofOne.reward(address);
    await this.ofAll.reward('');
  }
}
