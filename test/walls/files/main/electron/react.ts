// lint: No React here
import { createElement } from 'react';

export const make = createElement;
