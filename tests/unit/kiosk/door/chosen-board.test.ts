import { expect, it } from 'vitest';
import { chooseBoard, chosenBoard } from '@/lib/kiosk/door/chosen-board';

/** A fake of a browser's ports: oldest first, until one is forgotten. It leaves out all traffic. */
class Ports {
  readonly kept: Port[] = [];
  next: Port | null = null;
  getPorts = async () => [...this.kept];
  requestPort = async () => {
    if (!this.next) throw new DOMException('No port selected', 'NotFoundError');
    if (!this.kept.includes(this.next)) this.kept.push(this.next);
    return this.next;
  };
}
class Port {
  readonly writable = null;
  constructor(private readonly ports: Ports) {}
  async open() {}
  async close() {}
  async forget() {
    this.ports.kept.splice(this.ports.kept.indexOf(this), 1);
  }
}

it('names what is missing', async () => {
  await expect(chosenBoard(null)).rejects.toThrow(/Web Serial/);
  await expect(chosenBoard(new Ports())).rejects.toThrow(/No relay board/);
});

it('uses the second choice', async () => {
  const ports = new Ports();
  ports.next = new Port(ports);
  expect(await chooseBoard(ports)).toBe(true);
  const first = await chosenBoard(ports);
  expect(await chosenBoard(ports)).toBe(first);
  ports.next = new Port(ports);
  expect(await chooseBoard(ports)).toBe(true);
  expect(ports.kept).toEqual([ports.next]);
  expect(await chosenBoard(ports)).not.toBe(first);
});

it('keeps the first choice if the list is closed without a choice', async () => {
  const ports = new Ports();
  ports.next = new Port(ports);
  await chooseBoard(ports);
  const first = await chosenBoard(ports);
  ports.next = null;
  expect(await chooseBoard(ports)).toBe(false);
  expect(await chosenBoard(ports)).toBe(first);
});
