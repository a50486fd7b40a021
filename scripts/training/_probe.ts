import * as tf from '@tensorflow/tfjs';
import { loadEngine } from './engine.ts';
await loadEngine('wasm');
const dirty=()=>tf.tidy(()=>{ for(let i=0;i<8;i++) tf.fill([2,8,8,3],7); });
const g=(b:string,f:(x:tf.Tensor4D)=>tf.Tensor)=>{tf.setBackend(b); const x=tf.randomNormal<tf.Rank.R4>([2,8,8,3],0,1,'float32',1); const wt=(o:number[])=>tf.randomUniform(o,1,2,'float32',9); const o0=f(x); const w=wt(o0.shape); dirty();
 return tf.grad((v:tf.Tensor)=>{const o=f(v as tf.Tensor4D); dirty(); return tf.mul(o, w).sum();})(x);};
for (const [n,f] of Object.entries({mp22:(x:any)=>tf.maxPool(x,2,2,'valid'), mp32s:(x:any)=>tf.maxPool(x,3,2,'same'), mp32v:(x:any)=>tf.maxPool(x,3,2,'valid'),ap:(x:any)=>tf.avgPool(x,2,2,'valid'), ap32s:(x:any)=>tf.avgPool(x,3,2,'same'), rb:(x:any)=>tf.image.resizeBilinear(x,[6,6]),rbl:(x:any)=>tf.image.resizeBilinear(x,[12,12]), rba:(x:any)=>tf.image.resizeBilinear(x,[12,12],true), rn:(x:any)=>tf.image.resizeNearestNeighbor(x,[16,16]), sl:(x:any)=>tf.slice(x,[0,1,1,1],[1,2,2,2]),
 mp33:(x:any)=>tf.maxPool(x,3,3,'valid'), mp23:(x:any)=>tf.maxPool(x,2,3,'valid'), mp7:(x:any)=>tf.maxPool(x,8,1,'valid')}))
 { const a=g('cpu',f as any).dataSync(), b=g('wasm',f as any).dataSync(); let bad:any[]=[]; a.forEach((v,i)=>{if(!(Math.abs(v-b[i]!)<1e-4)) bad.push([i,v,b[i]])}); console.log(n, 'bad', bad.length, 'of', a.length, JSON.stringify(bad.slice(0,6))); }
