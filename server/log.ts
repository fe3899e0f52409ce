import pino, { type Logger } from 'pino';

/**
 * Structured lines on standard output. Bodies are never logged; anything that could carry a token is removed as well.
 */
export function makeLog(level: string): Logger {
  return pino({
    level,
    redact: { paths: ['req.headers', '*.password', '*.token', '*.deskToken', '*.subject'], remove: true },
  });
}
