import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as centre from '../../shared/exchange/office-api.ts';
import * as bundles from '../../shared/sync/bundle.ts';
import * as protocol from '../../shared/sync/protocol.ts';
import * as recovery from '../../shared/sync/recovery-api.ts';
import * as sessions from '../../shared/sync/session-api.ts';
import * as trust from '../../shared/sync/trust-api.ts';
import { channelMessages, isObject, jsonOf, registerMessages } from './messages.ts';

const requests = {
  ...registerMessages,
  ...Object.fromEntries(
    Object.entries(centre).flatMap(([name, one]) =>
      name.endsWith('Request') && one instanceof z.ZodType ? [[name, one]] : [],
    ),
  ),
  ...Object.fromEntries(Object.entries(channelMessages).map(([name, args]) => [`channel ${name}`, args])),
};

/** A pattern that begins and ends and repeats nothing without end. */
const bounds = (pattern: unknown): boolean =>
  typeof pattern === 'string' && /^\^.*\$$/.test(pattern) && !/[*+]|,\}/.test(pattern);

/** Paths of what may be as long, as many or as large as its sender likes. */
function unbounded(node: unknown, path: string): readonly string[] {
  if (!isObject(node)) return [];
  const inside = (key: string): readonly string[] =>
    (Array.isArray(node[key]) ? node[key] : []).flatMap((one, i) => unbounded(one, `${path}.${key}${i}`));
  const more = [...inside('anyOf'), ...inside('allOf'), ...inside('oneOf'), ...inside('prefixItems')];
  const isChoice = ['anyOf', 'allOf', 'oneOf', 'prefixItems', 'const', 'enum', 'bounded'].some((key) => key in node);
  if (isChoice) return more;
  const fields = isObject(node['properties']) ? Object.entries(node['properties']) : [];
  const own = fields.flatMap(([name, field]) => unbounded(field, `${path}.${name}`));
  switch (node['type']) {
    case 'string':
      return 'maxLength' in node || bounds(node['pattern']) ? [] : [path];
    case 'number':
    case 'integer':
      return 'minimum' in node || 'exclusiveMinimum' in node ? ('maximum' in node ? [] : [path]) : [path];
    case 'boolean':
    case 'null':
      return [];
    case 'array':
      return ['maxItems' in node ? [] : [path], unbounded(node['items'], `${path}[]`)].flat();
    case 'object': {
      const names = node['propertyNames'];
      if (!isObject(names)) return own;
      const values = unbounded(node['additionalProperties'], `${path}{}`);
      return [...('maxProperties' in node ? [] : [path]), ...unbounded(names, `${path} names`), ...values, ...own];
    }
    default:
      return [path];
  }
}

describe('every field of every request is bounded', () => {
  it.each(Object.entries(requests))('%s', (_name, schema) => {
    expect(unbounded(jsonOf(schema), '')).toEqual([]);
  });

  it('and no request of the protocol is left out of the list', () => {
    const all = Object.entries({ ...bundles, ...protocol, ...recovery, ...sessions, ...trust });
    const listed = new Set<unknown>(Object.values(registerMessages));
    const requested = all.filter(([name]) => name.endsWith('Request') || name.endsWith('Patch'));
    expect(requested.filter(([, schema]) => !listed.has(schema)).map(([name]) => name)).toEqual([]);
    expect(requested.length).toBeGreaterThan(18);
  });
});
