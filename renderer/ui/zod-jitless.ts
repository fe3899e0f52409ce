import { config } from 'zod';

// zod probes for `eval` when the first schema is made, which the content security policy reports; so this is imported
// before anything that makes one.
config({ jitless: true });
