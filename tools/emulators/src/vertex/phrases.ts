import type { Language } from './detect-language.ts';

/** What the emulated model says in each language when it does not quote the context. */
interface Phrases {
  greeting: string;
  welcome: string;
  unknown: string;
  transferring: string;
  quoting: (quote: string) => string;
  image: string;
  audio: string;
  video: string;
  document: (name: string) => string;
}

export const phrases: Record<Language, Phrases> = {
  fr: {
    greeting: 'Bonjour ! Comment puis-je vous aider ?',
    welcome: 'Avec plaisir !',
    unknown: "Je suis désolé, je n'ai pas cette information.",
    transferring: 'Je vous mets en relation avec un conseiller.',
    quoting: (quote) => `Voici ce que j'ai trouvé : « ${quote} »`,
    image: "J'ai bien reçu votre photo.",
    audio: "J'ai bien reçu votre message vocal.",
    video: "J'ai bien reçu votre vidéo.",
    document: (name) => `J'ai bien reçu votre document ${name}.`,
  },
  en: {
    greeting: 'Hello! How can I help you?',
    welcome: 'You are welcome!',
    unknown: "I'm sorry, I don't know: I don't have that information.",
    transferring: 'I am connecting you with a colleague.',
    quoting: (quote) => `Here is what I found: “${quote}”`,
    image: 'I received your photo.',
    audio: 'I received your voice message.',
    video: 'I received your video.',
    document: (name) => `I received your document ${name}.`,
  },
  es: {
    greeting: '¡Hola! ¿En qué puedo ayudarle?',
    welcome: '¡Con mucho gusto!',
    unknown: 'Lo siento, no tengo esa información.',
    transferring: 'Le pongo en contacto con un agente.',
    quoting: (quote) => `Esto es lo que encontré: «${quote}»`,
    image: 'He recibido su foto.',
    audio: 'He recibido su mensaje de voz.',
    video: 'He recibido su vídeo.',
    document: (name) => `He recibido su documento ${name}.`,
  },
  pt: {
    greeting: 'Olá! Como posso ajudar?',
    welcome: 'Por nada!',
    unknown: 'Desculpe, não tenho essa informação.',
    transferring: 'Vou transferir você para um atendente.',
    quoting: (quote) => `Encontrei isto: “${quote}”`,
    image: 'Recebi a sua foto.',
    audio: 'Recebi a sua mensagem de voz.',
    video: 'Recebi o seu vídeo.',
    document: (name) => `Recebi o seu documento ${name}.`,
  },
  de: {
    greeting: 'Guten Tag! Wie kann ich Ihnen helfen?',
    welcome: 'Sehr gern!',
    unknown: 'Es tut mir leid, dazu habe ich keine Information.',
    transferring: 'Ich verbinde Sie mit einem Mitarbeiter.',
    quoting: (quote) => `Das habe ich gefunden: „${quote}“`,
    image: 'Ich habe Ihr Foto erhalten.',
    audio: 'Ich habe Ihre Sprachnachricht erhalten.',
    video: 'Ich habe Ihr Video erhalten.',
    document: (name) => `Ich habe Ihr Dokument ${name} erhalten.`,
  },
  ar: {
    greeting: 'مرحبا! كيف يمكنني مساعدتك؟',
    welcome: 'على الرحب والسعة!',
    unknown: 'عذرا، ليست لدي هذه المعلومة.',
    transferring: 'سأحولك إلى أحد زملائي.',
    quoting: (quote) => `هذا ما وجدته: «${quote}»`,
    image: 'لقد استلمت صورتك.',
    audio: 'لقد استلمت رسالتك الصوتية.',
    video: 'لقد استلمت الفيديو الخاص بك.',
    document: (name) => `لقد استلمت مستندك ${name}.`,
  },
};
