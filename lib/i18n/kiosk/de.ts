import type { KioskMessages } from './messages.ts';

export const de: KioskMessages = {
  language: 'Deutsch',
  tag: 'de-DE',
  direction: 'ltr',
  states: {
    idle: { title: 'Willkommen', detail: 'Maske auf? Treten Sie vor den Bildschirm.' },
    closer: { title: 'Näher bitte', detail: 'Bitte ein paar Schritte näher an den Bildschirm.' },
    looking: { title: 'Einen Moment', detail: 'Bitte auf den Bildschirm schauen.' },
    pass: { title: 'Danke', detail: 'Bitte eintreten.' },
    'no-mask': { title: 'Maske bitte', detail: 'Bitte setzen Sie eine Maske auf.' },
    incorrect: { title: 'Nase bedecken', detail: 'Die Maske gehört über Mund und Nase.' },
    unsure: { title: 'Bitte hierher sehen', detail: 'Kurz still in die Kamera schauen.' },
    'not-checking': {
      title: 'Keine Prüfung',
      detail: 'Die Prüfung läuft gerade nicht. Sie startet von selbst neu.',
    },
  },
  underChin: { title: 'Maske hochziehen', detail: 'Die Maske gehört über Mund und Nase.' },
  group: {
    pass: 'Bitte alle eintreten.',
    'no-mask': 'Bei Ihnen fehlt noch eine Maske.',
    incorrect: 'Bitte alle Mund und Nase bedecken.',
    unsure: 'Bitte alle in die Kamera schauen.',
  },
  reminder: 'Sie dürfen eintreten. Wir empfehlen eine Maske.',
  faces: {
    with_mask: 'Maske',
    without_mask: 'Keine Maske',
    incorrect_mask: 'Mund und Nase',
    unsure: 'Hierher sehen',
  },
  starting: { title: 'Startet', detail: 'Die Prüfung ist gleich bereit.' },
  dark: 'Die Kamera sieht nichts. Ist sie verdeckt oder der Raum dunkel?',
  allowCamera: {
    title: 'Kamera nötig',
    detail: 'Einmal erlauben, danach startet alles von selbst. Kein Bild verlässt dieses Gerät.',
    button: 'Kamera erlauben',
  },
  troubles: {
    'camera-denied': {
      title: 'Kamera nicht erlaubt',
      detail: 'Erlauben Sie die Kamera neben der Adresse. Danach startet die Prüfung von selbst.',
    },
    'camera-blocked-by-policy': {
      title: 'Kamera gesperrt',
      detail:
        'Eine Regel des Browsers oder Geräts verbietet die Kamera. Fragen Sie, wer es verwaltet.',
    },
    'camera-insecure-page': {
      title: 'Keine sichere Seite',
      detail: 'Nur sichere Seiten bekommen eine Kamera: mit https oder als localhost öffnen.',
    },
  },
  permissionForgotten:
    'Dieser Browser fragt nach jedem Neustart nach der Kamera. Erlauben Sie sie dauerhaft.',
  openTwice: {
    title: 'Doppelt geöffnet',
    detail: 'Die Prüfung läuft schon in einem anderen Fenster. Ist es zu, geht es hier weiter.',
  },
  today: 'Heute',
  counts: {
    people: 'Personen',
    passed: 'Eingetreten',
    with_mask: 'Mit Maske',
    without_mask: 'Ohne Maske',
    incorrect_mask: 'Falsch getragen',
    unsure: 'Unklar',
  },
  privacy: 'Kein Bild wird gespeichert oder gesendet.',
};
