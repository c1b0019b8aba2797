import { create } from 'zustand';

/** Whether it is being asked how often to repeat the selection. */
export const useRepeatCount = create<{ asking: boolean }>(() => ({ asking: false }));
export const askRepeatCount = (): void => useRepeatCount.setState({ asking: true });
