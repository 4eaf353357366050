import type { Texts } from './text-key.ts';

export const spanish: Texts = {
  apology: 'Disculpe, un problema nos impide responderle en este momento. ¿Podría intentarlo de nuevo en unos minutos?',
  overQuota: 'Gracias por su mensaje. Nuestro asistente no puede responder por ahora; nuestro equipo le atenderá lo antes posible.',
  optedOut: 'Hecho: ya no recibirá más mensajes nuestros. Escriba ALTA para volver a recibirlos.',
  optedIn: 'Hecho: volverá a recibir nuestros mensajes. ¿En qué podemos ayudarle?',
  handedOff: 'Paso su solicitud a una persona de nuestro equipo, que le responderá aquí mismo.',
  mediaUnreadable: 'Disculpe, no he podido abrir su archivo. ¿Podría enviarlo de nuevo o contarme por escrito qué contiene?',
  mediaUnsupported: 'Disculpe, no puedo leer este tipo de mensaje. ¿Podría escribir su consulta?',
  blockedBySafety: 'Disculpe, no puedo ayudarle con ese tema. ¿Tiene alguna otra pregunta?',
  stillWorking: 'Estoy buscando la respuesta, un momento…',
  serviceClosed: 'Este servicio está cerrado por ahora. Escríbanos más tarde, por favor.',
  loopSuspected: 'Parece que aquí se responden dos máquinas, así que me detengo. Escríbame con sus propias palabras y volveré.',
  tooManyMessages: 'Son muchos mensajes a la vez. Deme un momento: vuelva a escribirme un poco más tarde y le responderé.',
  answerComesLater:
    'Lo sentimos, un problema nos impide responderle ahora mismo. No hace falta que vuelva a escribir: la respuesta llegará en cuanto podamos.',
  isItStillOpen: 'Lo sentimos, su mensaje nos llegó tarde. Si todavía es importante, escríbanos de nuevo y responderemos enseguida.',
};
