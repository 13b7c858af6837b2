package io.fastervox.app;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The code of a language as the model writes it: lower case. Whether the model knows it, only the model can say. */
final class LanguageConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        String code = value.strip().toLowerCase(Locale.ROOT);
        if (code.isEmpty()) {
            throw new TypeConversionException("en, zh, fr, …");
        }
        return code;
    }
}
