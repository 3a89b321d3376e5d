// A copy of a function for each kind of machine, chosen when the program starts.
#if defined(__x86_64__) && defined(__linux__)
  #define FOR_EACH_MACHINE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
  #define FOR_EACH_MACHINE
#endif
