import type { KioskMessages } from './messages.ts';

export const fr: KioskMessages = {
  language: 'Français',
  tag: 'fr-FR',
  direction: 'ltr',
  states: {
    idle: { title: 'Bienvenue', detail: 'Masque mis ? Avancez vers l’écran.' },
    closer: { title: 'Approchez', detail: 'Quelques pas vers l’écran, s’il vous plaît.' },
    looking: { title: 'Un instant', detail: 'Regardez l’écran, s’il vous plaît.' },
    pass: { title: 'Merci', detail: 'Vous pouvez entrer.' },
    'no-mask': { title: 'Masque, s’il vous plaît', detail: 'Veuillez mettre un masque.' },
    incorrect: { title: 'Couvrez le nez', detail: 'Le masque doit couvrir le nez et la bouche.' },
    unsure: { title: 'Regardez ici', detail: 'Face à la caméra, sans bouger un instant.' },
    'not-checking': {
      title: 'Contrôle arrêté',
      detail: 'Le contrôle ne fonctionne pas pour le moment. Il redémarre tout seul.',
    },
  },
  underChin: { title: 'Remontez le masque', detail: 'Le masque doit couvrir le nez et la bouche.' },
  group: {
    pass: 'Vous pouvez tous entrer.',
    'no-mask': 'Il manque un masque à l’un de vous.',
    incorrect: 'Nez et bouche couverts pour tous.',
    unsure: 'Regardez tous la caméra, s’il vous plaît.',
  },
  reminder: 'Vous pouvez entrer. Le masque est recommandé ici.',
  faces: {
    with_mask: 'Masque',
    without_mask: 'Sans masque',
    incorrect_mask: 'Nez et bouche',
    unsure: 'Regardez ici',
  },
  starting: { title: 'Démarrage', detail: 'Le contrôle sera prêt dans un instant.' },
  dark: 'La caméra ne voit rien. Est-elle couverte, ou la pièce est-elle sombre ?',
  allowCamera: {
    title: 'Caméra nécessaire',
    detail:
      'Autorisez-la une fois ; ensuite, tout démarre seul. Aucune image ne quitte cet appareil.',
    button: 'Autoriser la caméra',
  },
  troubles: {
    'camera-denied': {
      title: 'Caméra non autorisée',
      detail:
        'Autorisez la caméra pour ce site, à côté de l’adresse. Le contrôle démarre alors tout seul.',
    },
    'camera-blocked-by-policy': {
      title: 'Caméra bloquée',
      detail:
        'Une règle du navigateur ou de l’appareil interdit la caméra. Adressez-vous à son responsable.',
    },
    'camera-insecure-page': {
      title: 'Page non sécurisée',
      detail: 'Seules les pages sécurisées ont une caméra : ouvrez-la en https ou sur localhost.',
    },
  },
  permissionForgotten:
    'Ce navigateur redemande la caméra à chaque redémarrage. Autorisez-la et faites-la mémoriser.',
  openTwice: {
    title: 'Ouvert deux fois',
    detail: 'Le contrôle tourne déjà dans une autre fenêtre. Fermez-la et il continue ici.',
  },
  today: 'Aujourd’hui',
  counts: {
    people: 'Personnes',
    passed: 'Entrées',
    with_mask: 'Avec masque',
    without_mask: 'Sans masque',
    incorrect_mask: 'Mal porté',
    unsure: 'Incertain',
  },
  privacy: 'Aucune image n’est conservée ni envoyée.',
};
