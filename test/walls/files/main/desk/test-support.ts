// lint: Sources never import tests or scripts
// types: is not listed within the file list of project
import { fakeClock } from '../../test/fake-clock.ts';

export const clock = fakeClock;
