import type { KioskMessages } from './messages.ts';

export const es: KioskMessages = {
  language: 'Español',
  tag: 'es-ES',
  direction: 'ltr',
  states: {
    idle: { title: 'Hola', detail: '¿Lleva mascarilla? Acérquese a la pantalla.' },
    closer: { title: 'Acérquese', detail: 'Unos pasos hacia la pantalla, por favor.' },
    looking: { title: 'Un momento', detail: 'Mire a la pantalla, por favor.' },
    pass: { title: 'Gracias', detail: 'Puede pasar.' },
    'no-mask': { title: 'Mascarilla, por favor', detail: 'Póngase una mascarilla.' },
    incorrect: { title: 'Cúbrase la nariz', detail: 'La mascarilla debe cubrir nariz y boca.' },
    unsure: { title: 'Mire aquí', detail: 'Mire a la cámara y quédese quieto un momento.' },
    'not-checking': {
      title: 'Sin control',
      detail: 'El control no funciona ahora. Se reinicia solo.',
    },
  },
  underChin: { title: 'Súbase la mascarilla', detail: 'La mascarilla debe cubrir nariz y boca.' },
  group: {
    pass: 'Pueden pasar todos.',
    'no-mask': 'A alguien le falta la mascarilla.',
    incorrect: 'Todos: nariz y boca cubiertas.',
    unsure: 'Miren todos a la cámara, por favor.',
  },
  reminder: 'Puede pasar. Recomendamos llevar mascarilla.',
  faces: {
    with_mask: 'Mascarilla',
    without_mask: 'Sin mascarilla',
    incorrect_mask: 'Nariz y boca',
    unsure: 'Mire aquí',
  },
  starting: { title: 'Iniciando', detail: 'El control estará listo enseguida.' },
  dark: 'La cámara no ve nada. ¿Está tapada o la sala a oscuras?',
  allowCamera: {
    title: 'Se necesita la cámara',
    detail: 'Permítala una vez; después se inicia solo. Ninguna imagen sale de este dispositivo.',
    button: 'Permitir la cámara',
  },
  troubles: {
    'camera-denied': {
      title: 'Cámara no permitida',
      detail: 'Permita la cámara para este sitio junto a la dirección. Después empieza solo.',
    },
    'camera-blocked-by-policy': {
      title: 'Cámara bloqueada',
      detail:
        'Una norma del navegador o del dispositivo prohíbe la cámara. Consulte a quien lo administra.',
    },
    'camera-insecure-page': {
      title: 'Página no segura',
      detail: 'Solo las páginas seguras tienen cámara: ábrala con https o como localhost.',
    },
  },
  permissionForgotten:
    'Este navegador pregunta por la cámara en cada reinicio. Permítala y haga que la recuerde.',
  openTwice: {
    title: 'Abierto dos veces',
    detail: 'El control ya funciona en otra ventana. Al cerrarla, sigue en esta.',
  },
  today: 'Hoy',
  counts: {
    people: 'Personas',
    passed: 'Han pasado',
    with_mask: 'Con mascarilla',
    without_mask: 'Sin mascarilla',
    incorrect_mask: 'Mal puesta',
    unsure: 'No está claro',
  },
  privacy: 'No se guarda ni se envía ninguna imagen.',
};
