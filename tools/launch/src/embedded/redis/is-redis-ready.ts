import net from 'node:net';

const timeoutMs = 1_000;

/**
 * Whether the process with this id answers as Redis on this port of 127.0.0.1 and has loaded its data.
 * Asking for the process id keeps us from taking somebody else's Redis on that port for ours.
 */
export function isRedisReady(pid: number, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.end('INFO server\r\nPING\r\n'));
    socket.setEncoding('utf8').setTimeout(timeoutMs, () => socket.destroy());
    socket.on('data', (text: string) => (answer += text));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer.includes(`process_id:${pid}\r\n`) && answer.endsWith('+PONG\r\n')));
  });
}
