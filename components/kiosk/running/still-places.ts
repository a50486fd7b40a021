import { type PictureArea, pictureArea } from '@/lib/kiosk/config';
import * as z from '@/lib/schema';
import { readStored, store } from '../storage';

/** Stores the places of pictures of faces, for the next start of the page. */
const STORAGE_KEY = 'maskgate.kiosk.still';
const kept = z.array(pictureArea);

export function readStillPlaces(): readonly PictureArea[] {
  try {
    return kept.parse(JSON.parse(readStored(STORAGE_KEY) ?? '[]'));
  } catch {
    // Damaged data: the faces count again until they are known as pictures.
    return [];
  }
}

export function keepStillPlaces(places: readonly PictureArea[]): void {
  store(STORAGE_KEY, places.length > 0 ? JSON.stringify(places) : null);
}
