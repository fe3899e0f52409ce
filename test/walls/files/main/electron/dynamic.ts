// lint: Only main/electron/index.ts and the preload import electron
export const load = (): Promise<unknown> => import('electron');
