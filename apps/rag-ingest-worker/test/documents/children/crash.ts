throw new Error('the parser broke');
