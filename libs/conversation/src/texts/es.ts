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
};
