import { MaskGateError } from '../../errors.ts';

/**
 * @param text of the manifest in `folder`
 * @throws MaskGateError `model-invalid`
 */
export function parseJson(text: string, folder: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MaskGateError('model-invalid', `${folder}/manifest.json is not JSON`, { cause });
  }
}
