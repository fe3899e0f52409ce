import pino, { type Logger } from 'pino';

/** Structured lines on standard output. Bodies are never logged; what could carry a token is taken out all the same. */
export function makeLog(level: string): Logger {
  return pino({
    level,
    redact: { paths: ['req.headers', '*.password', '*.token', '*.deskToken', '*.subject'], remove: true },
  });
}
