// lint: The packed program contains no server
import { fastify } from 'fastify';

export const app = fastify;
