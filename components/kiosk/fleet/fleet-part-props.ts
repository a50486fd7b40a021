import type { KioskModel } from '../use-kiosk';

/** What the fleet's part of a kiosk is given. */
export interface FleetPartProps {
  readonly model: KioskModel;
}
