namespace WorkOsApp._1.Models;

public record ErrorViewModel(string RequestId, bool IsNotFound);
