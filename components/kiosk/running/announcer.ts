import type { KioskConfig } from '@/lib/kiosk/config';
import type { PeopleState } from '@/lib/kiosk/policy';

/** Rising notes mean go, falling notes stop, equal notes wait; Hz. */
const CHIMES: Readonly<Partial<Record<PeopleState, readonly number[]>>> = {
  pass: [659, 880],
  'no-mask': [440, 330],
  incorrect: [440, 330],
  unsure: [523, 523],
};
const NOTE_S = 0.18;

let audio: AudioContext | null = null;

/**
 * Speaks or chimes a message without waiting for its end. Browsers stay silent until somebody
 * touches the page, unless they run with --autoplay-policy=no-user-gesture-required.
 */
export function announce(
  { sound, volume }: Pick<KioskConfig, 'sound' | 'volume'>,
  state: PeopleState,
  words: { readonly text: string; readonly tag: string },
): void {
  if (sound === 'chime') chime(CHIMES[state] ?? [], volume);
  if (sound === 'speech') speak(words.text, words.tag, volume);
}

function speak(text: string, tag: string, volume: number): void {
  const synthesis = window.speechSynthesis;
  if (!synthesis) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = tag;
  utterance.volume = volume;
  // A message for the person before is outdated.
  synthesis.cancel();
  synthesis.speak(utterance);
}

function chime(notes: readonly number[], volume: number): void {
  audio ??= new AudioContext();
  void audio.resume();
  notes.forEach((hertz, i) => {
    if (!audio) return;
    const at = audio.currentTime + i * NOTE_S;
    const gain = new GainNode(audio, { gain: 0 });
    const tone = new OscillatorNode(audio, { frequency: hertz });
    gain.gain.setValueAtTime(volume * 0.5, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 2 * NOTE_S);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 2 * NOTE_S);
  });
}
