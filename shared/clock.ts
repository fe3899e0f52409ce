/** The only source of time. Milliseconds since 1970-01-01T00:00Z. */
export interface Clock {
  now(): number;
}
