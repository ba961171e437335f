package dev.shophub.settings;

/** A setting is wrong: the message names file and line, what is wrong and what is expected. */
final class SettingFault extends RuntimeException {

    SettingFault(String where, String what) {
        super(where + ": " + what);
    }
}
