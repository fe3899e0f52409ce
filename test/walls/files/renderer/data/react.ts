// lint: No React here
import { useState } from 'react';

export const hook = useState;
