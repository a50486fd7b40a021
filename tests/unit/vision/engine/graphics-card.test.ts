import { describe, expect, it } from 'vitest';
import { isSoftwareRenderer } from '@/lib/vision/engine/graphics-card';

describe('isSoftwareRenderer', () => {
  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)',
    'Apple Software Renderer',
  ])('is true for %s', (name) => {
    expect(isSoftwareRenderer(name)).toBe(true);
  });

  it.each([
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'Mali-G78',
    'Apple GPU',
    'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
  ])('is false for %s', (name) => {
    expect(isSoftwareRenderer(name)).toBe(false);
  });
});
