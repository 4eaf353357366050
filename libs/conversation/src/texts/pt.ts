import type { Texts } from './text-key.ts';

export const portuguese: Texts = {
  apology: 'Desculpe, um problema nos impede de responder neste momento. Pode tentar de novo em alguns minutos?',
  overQuota:
    'Obrigado pela sua mensagem. O nosso assistente não pode responder por enquanto; a nossa equipe entrará em contato assim que possível.',
  optedOut: 'Pronto: não receberá mais mensagens nossas. Escreva START para voltar a recebê-las.',
  optedIn: 'Pronto: voltará a receber as nossas mensagens. Como podemos ajudar?',
  handedOff: 'Vou passar o seu pedido a uma pessoa da nossa equipe, que responderá aqui mesmo.',
  mediaUnreadable: 'Desculpe, não consegui abrir o seu arquivo. Pode enviá-lo de novo ou escrever o que ele contém?',
  mediaUnsupported: 'Desculpe, não consigo ler este tipo de mensagem. Pode escrever o seu pedido?',
  blockedBySafety: 'Desculpe, não posso ajudar com esse assunto. Tem alguma outra pergunta?',
  stillWorking: 'Estou procurando a resposta, só um momento…',
  serviceClosed: 'Este serviço está fechado no momento. Por favor, escreva mais tarde.',
  loopSuspected: 'Parece que duas máquinas estão a responder uma à outra, por isso vou parar. Escreva-me com as suas palavras e eu volto.',
  tooManyMessages: 'São muitas mensagens de uma vez. Dê-me um momento: escreva-me de novo um pouco mais tarde e eu respondo.',
  answerComesLater:
    'Desculpe, um problema impede-nos de responder neste momento. Não precisa de escrever de novo: a resposta virá assim que possível.',
  isItStillOpen: 'Desculpe, a sua mensagem chegou-nos tarde. Se ainda for importante, escreva-nos de novo e respondemos logo.',
};
