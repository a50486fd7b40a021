import { RelayBoard } from './relay-board.ts';
import { SerialLine, type SerialPortLike } from './serial-line.ts';

/** What is used of Web Serial to find the board. */
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

/** Null where the browser has no Web Serial. */
export function browserSerial(): Serial | null {
  return 'serial' in navigator ? navigator.serial : null;
}

/** One board for each port, so that all signals share its pulse. */
const boards = new WeakMap<SerialPortLike, RelayBoard>();

/** The relay board that was chosen before. @throws Error where there is none */
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
 * Lets the user choose a board in the browser's own list. Boards chosen before are forgotten: the
 * browser would go on to name the oldest first.
 * @returns whether one was chosen
 */
export async function chooseBoard(serial: ChoosablePorts): Promise<boolean> {
  // Rejects when the list is closed without a choice.
  const chosen = await serial.requestPort().catch(() => null);
  if (!chosen) return false;
  const others = (await serial.getPorts()).filter((port) => port !== chosen);
  await Promise.all(others.map((port) => port.forget()));
  return true;
}
