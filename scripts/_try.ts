import { readFileSync, readdirSync } from 'node:fs';
import { readPicture } from './data/read-picture.ts';
import { loadJudgingEngine } from './engine/judging-engine.ts';
import { openNetworks } from '../lib/vision/steps.ts';
import { loadModels } from '../lib/vision/model/models.ts';
import { modelsFolder } from './support/published-models.ts';
import { readPixels } from '../lib/vision/frame/open-frame.ts';
import { findFaces, cropFaces, judgeFaces } from '../lib/vision/steps.ts';
const compute = await loadJudgingEngine('onnx');
const n = openNetworks(await loadModels(modelsFolder('public/models')), { compute });
for (const f of process.argv.slice(2)) {
  const p: any = await readPicture(f, 2048);
  const frame = p.frame ?? p;
  const pixels: any = readPixels(frame);
  const [h, w] = pixels.shape;
  const out: string[] = [];
  for (const s of [1, 1.3, 1.6, 2, 2.5, 3.2, 4]) {
    const [W, H] = [w * s, h * s];
    const r: any = { x: (w - W) / 2, y: (h - H) / 2, width: W, height: H };
    const c = (await findFaces(n, pixels, { search: 'zoomed', faceThreshold: 0.05, maxFaces: 5 }, [r])).slice(0, 1);
    const crops = cropFaces(n, pixels, c, 'zoomed');
    const { answers } = { answers: await n.classifier.judge(crops) };
    out.push(`${s}: ${c.map(({ face, candidate }, i) => `${face.faceScore.toFixed(2)} box ${(candidate.box.width / w).toFixed(2)}x${(candidate.box.height / h).toFixed(2)} ${Object.entries(answers[i]!.scores).map(([k, v]) => k.slice(0, 5) + ' ' + v.toFixed(2)).join(' ')}`).join('; ')}`);
  }
  console.log(f, `${w}x${h}`); for (const o of out) console.log('   ', o);
  pixels.dispose();
}
