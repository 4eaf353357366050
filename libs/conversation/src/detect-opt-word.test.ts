import { detectOptWord } from './detect-opt-word.ts';

describe('detectOptWord', () => {
  it.each([
    'STOP',
    'stop',
    ' Stop! ',
    'stop svp',
    'Stop, s’il vous plaît 🙏',
    'stop stop stop',
    'Arrêt',
    'arret',
    'désabonner',
    'Désabonnez-moi',
    'Unsubscribe',
    'please unsubscribe me',
    'baja',
    'Darme de baja, por favor',
    'parar',
    'sair',
    'Abmelden bitte',
    'stopp',
    'إيقاف',
    'ايقاف',
    'إلغاء الاشتراك',
    'disiscrivimi',
    'afmelden',
    '🛑 STOP 🛑',
    '«stop»',
    'Bonjour, stop',
  ])('takes "%s" as a wish to hear no more', (text) => {
    expect(detectOptWord(text)).toBe('opt_out');
  });

  it.each(['START', 'start please', 'unstop', 'réabonner', 'alta', 'اشتراك', 'anmelden', 'aanmelden', 'riprendi'])(
    'takes "%s" as a wish to hear again',
    (text) => {
      expect(detectOptWord(text)).toBe('opt_in');
    },
  );

  it.each([
    'stop by tomorrow',
    'arrêt de bus',
    'l’arrêt',
    'Non-stop ?',
    'when do you start',
    'baja la música',
    'parar en Madrid',
    'stopover',
    'annuler',
    'cancel',
    'fin',
    'non',
    '',
    '!!!',
    '🛑',
    'où est l’arrêt',
    'alta calidad',
    'merci',
    'stop ' + 'a'.repeat(300),
  ])('takes "%s" as an ordinary message', (text) => {
    expect(detectOptWord(text)).toBeNull();
  });
});
