import * as v from 'valibot';
import { type PictureArea, pictureArea } from '@/lib/kiosk/config';
import { readStored, store } from '../storage';

/** Stores the places of pictures of faces, for the next start of the page. */
const STORAGE_KEY = 'maskgate.kiosk.still';
const kept = v.array(pictureArea);

export function readStillPlaces(): readonly PictureArea[] {
  try {
    return v.parse(kept, JSON.parse(readStored(STORAGE_KEY) ?? '[]'));
  } catch {
    // Damaged data: the faces count again until they are known as pictures.
    return [];
  }
}

export function keepStillPlaces(places: readonly PictureArea[]): void {
  store(STORAGE_KEY, places.length > 0 ? JSON.stringify(places) : null);
}
