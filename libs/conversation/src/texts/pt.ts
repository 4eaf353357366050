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
};
