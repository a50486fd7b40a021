/** Software renderers. WebAssembly is several times faster than they are. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

/** @param renderer name in WebGL, e.g. `ANGLE (NVIDIA, ... Direct3D11 ...)` */
export function isSoftwareRenderer(renderer: string): boolean {
  return SOFTWARE_RENDERERS.test(renderer);
}

/** Whether WebGL 2 runs on a graphics card. */
export function hasGraphicsCard(): boolean {
  const renderer = graphicsRenderer();
  return renderer !== null && !isSoftwareRenderer(renderer);
}

/** Read once: opening a context for it takes more than a second with a software renderer. */
let knownRenderer: string | null | undefined;

/**
 * The name of the renderer of WebGL 2, e.g. `ANGLE (NVIDIA, ... Direct3D11 ...)`. Null without one,
 * or where the browser calls it slow.
 */
export function graphicsRenderer(): string | null {
  if (knownRenderer === undefined) knownRenderer = readRenderer();
  return knownRenderer;
}

function readRenderer(): string | null {
  const canvas =
    typeof OffscreenCanvas === 'undefined'
      ? document.createElement('canvas')
      : new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    failIfMajorPerformanceCaveat: true,
  }) as WebGL2RenderingContext | null;
  if (!gl) return null;
  // Firefox gives the real name as RENDERER; other browsers need this extension.
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return renderer;
}

/**
 * The part of WebGPU that is used before TensorFlow.js takes over. TypeScript has no declaration
 * for it.
 */
interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<GpuAdapter | null>;
}
interface GpuAdapter {
  readonly info?: {
    readonly isFallbackAdapter?: boolean;
    readonly vendor: string;
    readonly architecture: string;
    readonly description: string;
  };
}

/** Whether WebGPU runs on a graphics card. */
export async function hasWebgpuCard(): Promise<boolean> {
  const { gpu } = navigator as { gpu?: Gpu };
  const adapter = await gpu
    ?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter?.info) return false;
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return !isFallbackAdapter && !isSoftwareRenderer(`${vendor} ${architecture} ${description}`);
}
