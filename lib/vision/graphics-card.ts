/** Programs that pretend to be a graphics card. WebAssembly is several times faster than they are. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

/** @param renderer as WebGL names it, e.g. `ANGLE (NVIDIA, ... Direct3D11 ...)` */
export function isSoftwareRenderer(renderer: string): boolean {
  return SOFTWARE_RENDERERS.test(renderer);
}

/**
 * Whether WebGL 2 runs on a graphics card here. Browsers can be asked to refuse a software renderer
 * but do not all do so, hence its name is looked at as well.
 */
export function hasGraphicsCard(): boolean {
  const canvas =
    typeof OffscreenCanvas === 'undefined'
      ? document.createElement('canvas')
      : new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    failIfMajorPerformanceCaveat: true,
  }) as WebGL2RenderingContext | null;
  if (!gl) return false;
  // Firefox gives the true name as RENDERER; others only by this extension.
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !isSoftwareRenderer(renderer);
}
