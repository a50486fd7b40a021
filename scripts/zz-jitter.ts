import sharp from 'sharp';
import { areaOf } from '/work/wt-kiosk/lib/kiosk/left-out/picture-area.ts';
import { updatePlaces } from '/work/wt-kiosk/lib/kiosk/left-out/still-faces.ts';
import { LiveSession } from '/work/wt-kiosk/lib/vision/live/look.ts';
import { loadModels } from '/work/wt-kiosk/lib/vision/model/models.ts';
import { openNetworks } from '/work/wt-kiosk/lib/vision/steps.ts';
import { loadEngine } from '/work/wt-kiosk/scripts/engine/engine.ts';
import { modelsFolder } from '/work/wt-kiosk/scripts/support/published-models.ts';
import { composeFrame } from '/work/wt-kiosk/tests/harness/fake-camera.ts';
import { farAway, kioskCast, sideBySide } from '/work/wt-kiosk/tests/harness/kiosk-scene.ts';

const N = Number(process.argv[2] ?? 150);
const STEP = 100;
await loadEngine('auto');
const models: any = openNetworks(await loadModels(modelsFolder('public/models')));
const { bare, masked, other } = kioskCast();
const W = 1280,
  H = 720;
let seed = 1;
const rnd = () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32;
const gauss = new Float32Array(1 << 16).map(
  () => Math.sqrt(-2 * Math.log(rnd() + 1e-9)) * Math.cos(2 * Math.PI * rnd()),
);
function noisy(base: Buffer, t: number, sigma: number, flicker: number, drift: number) {
  const out = new Uint8ClampedArray(base.length);
  const gain = 1 + flicker * (2 * rnd() - 1) + drift * Math.sin((2 * Math.PI * t) / 20000);
  let o = Math.floor(rnd() * 65536);
  for (let i = 0; i < base.length; i++)
    out[i] = i % 4 === 3 ? 255 : base[i]! * gain + sigma * gauss[(o += 7) & 65535]!;
  return out;
}
async function shifted(base: Buffer, dx: number, dy: number) {
  return sharp(base, { raw: { width: W, height: H, channels: 4 } })
    .affine([1, 0, 0, 1], { odx: dx, ody: dy, background: '#686b70', interpolator: 'bilinear' })
    .extract({ left: 0, top: 0, width: W, height: H })
    .raw()
    .toBuffer();
}
const pct = (v: number[], p: number) => v.sort((a, b) => a - b)[Math.floor(p * (v.length - 1))]!;
for (const [name, photo] of [
  ['masked 0.20', sideBySide([masked, null])],
  ['bare 0.20', sideBySide([bare, null])],
  ['other 0.10', farAway(other, 0.1)],
] as const) {
  const { jpeg, box } = await composeFrame(photo as any, 0);
  const base = await sharp(jpeg).ensureAlpha().raw().toBuffer();
  const face = box!.height;
  for (const [what, sigma, flicker, drift, sway] of [
    ['still', 0, 0, 0, 0],
    ['still, noise 8, flicker 4%, exposure 15%', 8, 0.04, 0.15, 0],
    ['sway 5% p-p 10%', 8, 0.04, 0.15, 0.05],
    ['sway 8%', 8, 0.04, 0.15, 0.08],
  ] as const) {
    const s = new LiveSession(models);
    let places: any[] = [];
    const dev: number[] = [];
    let anchor: any = null;
    const raw: number[] = [];
    let longest = 0;
    const ids = new Set();
    for (let i = 0; i < N; i++) {
      const t = i * STEP;
      // quiet standing: slow sway, with periods of 7 and 3 s
      const dx =
        sway *
        face *
        (0.7 * Math.sin((2 * Math.PI * t) / 7000) + 0.3 * Math.sin((2 * Math.PI * t) / 3100));
      const dy = 0.3 * sway * face * Math.sin((2 * Math.PI * t) / 4300);
      const b = sway ? await shifted(base, dx, dy) : base;
      const { people } = await s.look(
        { data: noisy(b, t, sigma, flicker, drift), width: W, height: H } as any,
        1000 + t,
        {},
      );
      const p = people[0];
      if (!p) continue;
      ids.add(p.id);
      places = updatePlaces(
        places,
        [{ personId: p.id, place: areaOf(p.box, { width: W, height: H }) }],
        1000 + t,
        1e9,
      );
      const pl = places[0];
      longest = Math.max(longest, pl.unmovedMs);
      if (i === 20) anchor = pl.steadied;
      if (anchor) {
        const d = (a: any, b: any) =>
          Math.max(
            Math.abs((b.x + b.width / 2 - a.x - a.width / 2) / a.width),
            Math.abs((b.y + b.height / 2 - a.y - a.height / 2) / a.height),
            Math.abs(b.width / a.width - 1),
            Math.abs(b.height / a.height - 1),
          );
        dev.push(d(anchor, pl.steadied));
        raw.push(d(anchor, areaOf(p.box, { width: W, height: H })));
      }
    }
    console.log(
      `${name}; ${what}: frames ${raw.length}, ids ${ids.size}; box p50 ${pct(raw, 0.5).toFixed(3)} p99 ${pct(raw, 0.99).toFixed(3)} max ${pct(raw, 1).toFixed(3)}; steadied p50 ${pct(dev, 0.5).toFixed(3)} max ${pct(dev, 1).toFixed(3)}; longest unmoved ${(longest / 1000).toFixed(1)} s of ${(((N - 1) * STEP) / 1000).toFixed(1)}`,
    );
  }
}
process.exit(0);
