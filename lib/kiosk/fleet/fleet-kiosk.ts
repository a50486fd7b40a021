import type { FleetConfig, ServedSettings } from '../../fleet/protocol/fleet-settings.ts';
import type { KioskCommand } from '../../fleet/protocol/kiosk-messages.ts';
import type { Heartbeat, ReportBody } from '../../fleet/protocol/kiosk-requests.ts';
import { clearFleetDatabase, type FleetDatabase, readMeta, writeMeta } from './fleet-database.ts';
import {
  collect,
  type DeviceRecords,
  forgetOldHours,
  markHandedIn,
  nextSequence,
  type Outgoing,
  outgoing,
} from './outbox.ts';
import { Refusal, type SiteLine } from './site-line.ts';

/** What the fleet's part does with the rest of the kiosk. */
export interface KioskParts {
  readonly readRecords: () => Promise<DeviceRecords>;
  readonly heartbeat: () => Heartbeat;
  /** The settings in force; null before the first. */
  readonly settings: () => ServedSettings | null;
  readonly keepSettings: (settings: ServedSettings | null) => void;
  /**
   * Carries a command out.
   * @param leave finishes the command before the page goes
   * @returns why it failed; empty where it worked
   */
  readonly carryOut: (command: KioskCommand, leave: () => Promise<void>) => Promise<string>;
  /** For the installer, in a sentence. */
  readonly say: (sentence: string) => void;
  readonly nowMs: () => number;
}

/** Until the first settings come. */
const FIRST_CONFIG: FleetConfig = { heartbeatSeconds: 30, countsMinutes: 20, liveStates: false };
/** A site that does not know this kiosk any more may be one that is being restored. */
const UNKNOWN_SECONDS = 300;
/** Reports in a row, for a browser that cannot keep what it is told. */
const MOST_REPORTS = 50;
const MINUTE_MS = 60_000;
/** An earlier hand-in by a clock that was ahead does not hold the next one up for ever. */
const LONGEST_PAUSE_MS = 24 * 60 * MINUTE_MS;

/** An enrolled kiosk: reports to its site, and does what the operators ask. */
export class FleetKiosk {
  private last: Promise<unknown> = Promise.resolve();
  private isRevoked = false;

  constructor(
    private readonly database: FleetDatabase,
    private readonly line: SiteLine,
    private readonly parts: KioskParts,
  ) {}

  /**
   * Enrols this kiosk where it is not. The site may have answered an earlier try: the same token is
   * used again.
   * @param code null without one in the address
   * @returns whether it is enrolled
   * @throws Refusal for a code that is not good; another error where the site does not answer
   */
  async enrol(code: string | null, newToken: () => string): Promise<boolean> {
    const identity = await readMeta(this.database, 'identity');
    if (!code || identity?.code === code) return identity !== undefined;
    const kept = await readMeta(this.database, 'pending');
    const pending =
      kept?.code === code ? kept : { code, token: newToken(), sinceMs: this.parts.nowMs() };
    await writeMeta(this.database, { pending });
    const { name, place } = await this.line.enrol(code, pending.token);
    await writeMeta(this.database, { identity: pending, pending: undefined });
    this.parts.keepSettings({ version: '', values: {}, ...FIRST_CONFIG });
    this.parts.say(`${place}: ${name}`);
    return true;
  }

  /** Takes over what was counted. It never fails: the next time takes over what is missing. */
  collect(): Promise<void> {
    return this.oneByOne(async () => {
      const identity = await readMeta(this.database, 'identity');
      if (!identity) return;
      await collect(this.database, await this.parts.readRecords(), identity.sinceMs);
    }).catch(() => undefined);
  }

  /** Reports to the site. @returns seconds until the next time; null for never */
  async report(): Promise<number | null> {
    await this.collect();
    const next = await this.oneByOne(() => this.reportAll()).catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 410) return this.leaveFleet(error.message);
      if (error instanceof Refusal && error.status === 401) return UNKNOWN_SECONDS;
      // The site does not answer. Everything waits.
      return this.config().heartbeatSeconds;
    });
    return this.isRevoked ? null : next;
  }

  private async reportAll(): Promise<number> {
    const token = (await readMeta(this.database, 'identity'))?.token ?? '';
    const withHours = await this.hoursAreDue();
    let isNews = true;
    for (let sent = 0; isNews && sent < MOST_REPORTS; sent += 1) {
      const out = await outgoing(this.database, withHours);
      const done = (await readMeta(this.database, 'done')) ?? [];
      const answer = await this.line.report(token, await this.reportOf(out, done));
      await markHandedIn(this.database, out, this.parts.nowMs());
      await writeMeta(this.database, { done: [] });
      if (answer.settings) this.parts.keepSettings(answer.settings);
      const carriedOut = await this.carryOut(answer.commands);
      // New settings are acknowledged, and what was done is told, at once.
      isNews = out.hasMore || carriedOut || answer.settings !== null;
    }
    const { hours } = await this.parts.readRecords();
    await forgetOldHours(this.database, hours, this.parts.nowMs());
    return this.config().heartbeatSeconds;
  }

  private async reportOf(
    { hours, events }: Outgoing,
    done: ReportBody['done'],
  ): Promise<ReportBody> {
    const heartbeat = this.parts.heartbeat();
    return {
      heartbeat: { ...heartbeat, state: this.config().liveStates ? heartbeat.state : null },
      settingsVersion: this.parts.settings()?.version ?? null,
      done,
      sequence: hours.length > 0 ? await nextSequence(this.database, this.parts.nowMs()) : 0,
      hours: [...hours],
      events: [...events],
    };
  }

  /** @returns whether there was something to do */
  private async carryOut(commands: readonly KioskCommand[]): Promise<boolean> {
    const newest = (await readMeta(this.database, 'newestCommand')) ?? 0;
    const fresh = commands.filter(({ id }) => id > newest);
    for (const command of fresh) {
      const finish = async (failure: string) => {
        const done = (await readMeta(this.database, 'done')) ?? [];
        const others = done.filter(({ id }) => id !== command.id);
        await writeMeta(this.database, {
          done: [...others, { id: command.id, failure: failure.slice(0, 500) }],
          newestCommand: command.id,
        });
      };
      await finish(await this.parts.carryOut(command, () => finish('')));
    }
    return fresh.length > 0;
  }

  private async hoursAreDue(): Promise<boolean> {
    const last = (await readMeta(this.database, 'handedInAtMs')) ?? 0;
    const passedMs = this.parts.nowMs() - last;
    return passedMs < -LONGEST_PAUSE_MS || passedMs >= this.config().countsMinutes * MINUTE_MS;
  }

  private async leaveFleet(sentence: string): Promise<null> {
    this.isRevoked = true;
    await clearFleetDatabase(this.database);
    this.parts.keepSettings(null);
    this.parts.say(sentence);
    return null;
  }

  private config(): FleetConfig {
    return this.parts.settings() ?? FIRST_CONFIG;
  }

  /** Reports and collections do not mix. */
  private async oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const before = this.last;
    const running = (async () => {
      await before.catch(() => undefined);
      return work();
    })();
    this.last = running;
    return running;
  }
}
