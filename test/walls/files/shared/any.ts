// lint: Unexpected any
export const anything: any = 1;
