import { RelayBoard } from './relay-board.ts';
import { SerialLine, type SerialPortLike } from './serial-line.ts';

/** The part of Web Serial that finds the board. */
interface Ports {
  getPorts(): Promise<SerialPortLike[]>;
}
interface ForgettablePort extends SerialPortLike {
  forget(): Promise<void>;
}
interface ChoosablePorts {
  getPorts(): Promise<ForgettablePort[]>;
  requestPort(): Promise<ForgettablePort>;
}

/** Null in browsers without Web Serial. */
export function browserSerial(): Serial | null {
  return 'serial' in navigator ? navigator.serial : null;
}

/** One board for each port, so that all signals share one pulse. */
const boards = new WeakMap<SerialPortLike, RelayBoard>();

/** The relay board that was chosen before. @throws Error without one */
export async function chosenBoard(serial: Ports | null = browserSerial()): Promise<RelayBoard> {
  if (!serial) throw new Error('This browser has no Web Serial; Chromium has');
  const [port] = await serial.getPorts();
  if (!port) throw new Error('No relay board was chosen, or it is unplugged');
  const known = boards.get(port);
  if (known) return known;
  const board = new RelayBoard(new SerialLine(port));
  boards.set(port, board);
  return board;
}

/**
 * Lets the user choose a board in the browser's list. Earlier choices are forgotten, because the
 * browser would return the oldest first.
 * @returns whether a board was chosen
 */
export async function chooseBoard(serial: ChoosablePorts): Promise<boolean> {
  // Rejects if the list is closed without a choice.
  const chosen = await serial.requestPort().catch(() => null);
  if (!chosen) return false;
  const others = (await serial.getPorts()).filter((port) => port !== chosen);
  await Promise.all(others.map((port) => port.forget()));
  return true;
}
